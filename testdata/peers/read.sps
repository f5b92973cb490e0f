* After import/import.sps: rows, sum and status counts as text, one line each.
GET FILE='observations.sav'.
AGGREGATE OUTFILE=* /BREAK=obs_status /n=N /total=SUM(obs_value).
SORT CASES BY obs_status.
WRITE OUTFILE='pspp.txt' /obs_status ' ' n ' ' total (F20.4).
EXECUTE.
