-- title: Ein zweites Halbjahr, das das erste enthält, ist nirgends kleiner als das erste.
-- severity: fehler
-- table: schulhalbjahr
-- remedy: Bitte prüfen, ob die Schule das zweite Halbjahr allein gemeldet hat; dann gilt »kumuliert« nicht.
select
  s._delivery,
  s._file as file,
  s._sheet as sheet,
  s._line as line,
  'Das zweite Halbjahr von ' || s.person_id || ' im Schuljahr ' || s.schuljahr || ' soll das erste enthalten, ist aber kleiner.' as message
from basis.schulhalbjahr s
join basis.schulhalbjahr_std h
  on h.person_id = s.person_id
 and h.schuljahr = s.schuljahr
 and h.halbjahr = s.halbjahr
 and h.schule_nr = s.schule_nr
where h.soll_std < 0
   or h.fehl_std < 0
   or h.fehl_std_unent < 0
