-- title: Jeder Code galt in der Zeit, für die er verwendet wird.
-- severity: fehler
-- table: aufenthalt
-- remedy: Bitte den Code verwenden, der damals galt; er steht in config/reference/codes.
with verwendung as (
  select _delivery, _file, _sheet, _line, 'aufenthaltsstatus' as liste, status as code, gueltig_von as tag from basis.aufenthalt
  union all
  select _delivery, _file, _sheet, _line, 'abschluss', abschluss, abgang_monat from basis.uebergang
  union all
  select _delivery, _file, _sheet, _line, 'schulform', schulform, abgang_monat from basis.uebergang
  union all
  select s._delivery, s._file, s._sheet, s._line, 'schulform', s.schulform, k.von
  from basis.schulhalbjahr s
  join basis.halbjahr k on k.schuljahr_ab = left(s.schuljahr, 4) and k.halbjahr = s.halbjahr
  union all
  select s._delivery, s._file, s._sheet, s._line, 'klassenart', s.klassenart, k.von
  from basis.schulhalbjahr s
  join basis.halbjahr k on k.schuljahr_ab = left(s.schuljahr, 4) and k.halbjahr = s.halbjahr
)
select
  v._delivery,
  v._file as file,
  v._sheet as sheet,
  v._line as line,
  'Der Code ' || v.code || ' (' || v.liste || ') galt im ' || basis.monat_text(v.tag) || ' nicht.' as message
from verwendung v
join config.codes c on c.liste = v.liste and c.code = v.code
group by all
-- Rows carry months: a code that becomes valid within the month is valid in it.
having not bool_or(coalesce(c.gueltig_von <= last_day(v.tag), true) and coalesce(c.gueltig_bis >= v.tag, true))
