-- title: Das Soll eines Halbjahrs passt zu seiner Einheit.
-- severity: fehler
-- table: schulhalbjahr
-- remedy: Bitte klären, ob die Schule Stunden oder Tage meldet.

-- Days taken for hours make a pupil weigh a sixth, hours taken for days six times as much. A pupil who was at the school for a part of
-- the half-year only (von, bis) may have few hours.
select
  s._delivery,
  s._file as file,
  s._sheet as sheet,
  s._line as line,
  case s.einheit
    when 'TAGE' then 'Das Soll von ' || s.person_id || ' hat mehr Tage, als ein Halbjahr Schultage hat.'
    else 'Das Soll von ' || s.person_id || ' ist für Stunden eines Halbjahrs so klein, dass es Tage sein dürften.'
  end as message
from basis.schulhalbjahr s
join basis.halbjahr k on k.schuljahr_ab = left(s.schuljahr, 4) and k.halbjahr = s.halbjahr
where case s.einheit
  when 'TAGE' then s.soll_std > basis.parameter('schultage_halbjahr_max') * case when s.kumuliert then 2 else 1 end
  else s.soll_std between 1 and basis.parameter('schultage_halbjahr_max')
    and coalesce(s.von <= k.von, true)
    and coalesce(last_day(s.bis) >= k.bis, true)
end
