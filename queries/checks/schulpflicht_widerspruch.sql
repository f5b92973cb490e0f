-- title: Die gemeldete Schulpflicht passt zum Alter.
-- severity: warnung
-- table: person
-- remedy: Bitte Geburtsmonat und Schulpflicht prüfen. Die Kennzahlen folgen dem Geburtsmonat.

-- What is reported has no date, so it is compared with the end of the newest quarter only.
select
  p._delivery,
  p._file as file,
  p._sheet as sheet,
  p._line as line,
  'Die gemeldete Schulpflicht von ' || p.person_id || ' passt nicht zum Geburtsmonat.' as message
from basis.person p
join basis.schulpflicht s on s.person_id = p.person_id
join basis.zeitraum z on z.freq = 'Q' and z.vorlaeufig
where p.schulpflicht <> 'UNBEK'
  and p.schulpflicht <> case
    when z.bis < s.vollzeit_ab or z.bis >= s.frei_ab then 'NEIN'
    when z.bis < s.berufsschule_ab then 'VOLLZEIT'
    else 'BERUFSSCHULE'
  end
