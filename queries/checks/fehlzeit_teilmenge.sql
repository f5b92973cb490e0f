-- title: Unentschuldigte Fehlzeiten sind höchstens so hoch wie alle Fehlzeiten, und diese höchstens so hoch wie das Soll.
-- severity: fehler
-- table: schulhalbjahr
-- remedy: Bitte prüfen, ob SumFehlStd die unentschuldigten Stunden schon enthält und ob das Soll zum selben Abschnitt gehört.
select
  _delivery,
  _file as file,
  _sheet as sheet,
  _line as line,
  case
    when fehl_std_unent > fehl_std then 'Bei ' || person_id || ' sind mehr Fehlzeiten unentschuldigt, als es Fehlzeiten gibt.'
    else 'Bei ' || person_id || ' sind die Fehlzeiten höher als das Soll.'
  end as message
from basis.schulhalbjahr
where fehl_std_unent > fehl_std
   or fehl_std > soll_std
   or fehl_std_unent > soll_std
