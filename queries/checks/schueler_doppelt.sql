-- title: Ein Kind steht in einem Halbjahr nur dann zweimal, wenn es die Schule gewechselt hat.
-- severity: fehler
-- table: schulhalbjahr
-- remedy: Bitte die überzählige Zeile entfernen oder angeben, in welchem Monat das Kind die Schule gewechselt hat.

-- The row with the lower number stays. Without a month of the change, nothing tells two schools from one school delivered twice, and
-- the hours would count double.
select
  zweite._delivery,
  zweite._file as file,
  zweite._sheet as sheet,
  zweite._line as line,
  zweite.person_id || ' steht im Halbjahr ' || zweite.halbjahr || ' von ' || zweite.schuljahr || ' mehrmals, ohne Monat eines Wechsels.' as message
from basis.schulhalbjahr zweite
where zweite.von is null
  and exists (
    select 1
    from basis.schulhalbjahr erste
    where erste.person_id = zweite.person_id
      and erste.schuljahr = zweite.schuljahr
      and erste.halbjahr = zweite.halbjahr
      and erste.schule_nr < zweite.schule_nr
      and erste.bis is null
  )
