-- title: Die Zuwendung übersteigt nie den Fördersatz der zuwendungsfähigen Ausgaben.
-- severity: warnung
-- table: budget
-- remedy: Bitte den Betrag auf den Fördersatz kürzen oder die zuwendungsfähigen Ausgaben ergänzen.

-- Of what has been received and, before that, of what is planned. A planning paper may round to ten euros.
with summe as (
  select
    jahr,
    posten,
    sum(coalesce(ist_eur, plan_eur)) filter (where art = 'ERTRAG' and geldgeber = 'LAND') as zuwendung,
    sum(zuwendungsfaehig_eur) filter (where art in ('PERSONAL', 'SACH')) * basis.parameter('foerdersatz') as hoechstens
  from basis.budget
  group by jahr, posten
)
select
  b._delivery,
  b._file as file,
  b._sheet as sheet,
  b._line as line,
  'Die Zuwendung für ' || b.jahr || ' liegt über dem Fördersatz der zuwendungsfähigen Ausgaben.' as message
from summe s
join basis.budget b on b.jahr = s.jahr and b.posten = s.posten and b.art = 'ERTRAG' and b.geldgeber = 'LAND'
where s.zuwendung > s.hoechstens + basis.parameter('foerdersatz_toleranz_eur')
