-- title: Wer als Schülerin oder Schüler gemeldet ist, ist im Schulalter.
-- severity: fehler
-- table: schulhalbjahr
-- remedy: Bitte prüfen, ob die Schülerkennung zu dieser Person gehört; oft ist es ein Geschwister oder ein Elternteil.

-- Colleges of further education (19, 25) teach adults.
select
  s._delivery,
  s._file as file,
  s._sheet as sheet,
  s._line as line,
  s.person_id || ' ist in diesem Halbjahr nicht im Schulalter.' as message
from basis.schulhalbjahr s
join basis.halbjahr k on k.schuljahr_ab = left(s.schuljahr, 4) and k.halbjahr = s.halbjahr
join basis.person p on p.person_id = s.person_id
where date_sub('year', p.geburt_monat, k.bis) < basis.parameter('schulpflicht_alter_von')
   or (date_sub('year', p.geburt_monat, k.bis) > basis.parameter('schulpflicht_alter_bis') and s.schulform not in ('19', '25'))
