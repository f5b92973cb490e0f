-- title: Zuwendungsfähig ist höchstens, was ausgegeben wurde.
-- severity: warnung
-- table: budget
-- remedy: Bitte prüfen, ob die zuwendungsfähigen Ausgaben zu diesem Posten gehören.

-- Before anything is spent, of what is planned. Planning papers round to ten euros, hence the tolerance.
select
  _delivery,
  _file as file,
  _sheet as sheet,
  _line as line,
  'Für ' || jahr || ' ist mehr zuwendungsfähig, als ' || case when ist_eur is not null then 'ausgegeben' else 'geplant' end || ' ist.' as message
from basis.budget
where art in ('PERSONAL', 'SACH')
  and zuwendungsfaehig_eur > coalesce(ist_eur, plan_eur) + basis.parameter('foerdersatz_toleranz_eur')
