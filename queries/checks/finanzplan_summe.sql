-- title: Geplante Zuwendung und geplanter Aufwand passen zusammen.
-- severity: warnung
-- table: budget
-- remedy: Bitte prüfen, ob die geplante Zuwendung dem Fördersatz entspricht oder eine Zeile fehlt.

-- By year and item, as the planning papers add up. They round to ten euros, hence the tolerance.
with summe as (
  select
    jahr,
    posten,
    sum(plan_eur) filter (where art = 'ERTRAG' and geldgeber = 'LAND') as zuwendung,
    sum(plan_eur) filter (where art in ('PERSONAL', 'SACH')) * basis.parameter('foerdersatz') as soll
  from basis.budget
  group by jahr, posten
)
select
  b._delivery,
  b._file as file,
  b._sheet as sheet,
  b._line as line,
  'Die geplante Zuwendung für ' || b.jahr || ' weicht vom Fördersatz des geplanten Aufwands ab.' as message
from summe s
join basis.budget b on b.jahr = s.jahr and b.posten = s.posten and b.art = 'ERTRAG' and b.geldgeber = 'LAND'
where coalesce(abs(s.zuwendung - s.soll) > basis.parameter('foerdersatz_toleranz_eur'), true)
