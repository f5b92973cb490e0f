-- title: {de: Von der Zielgruppe zu den Projektfamilien, en: From the target group to the project families}
-- note:
--   de: Familien, auf die diese und alle vorigen Bedingungen zutreffen. Stufen, die sich um weniger als drei Familien unterscheiden, sind zusammengefasst.
--   en: Families that meet this and all conditions before. Steps that differ by fewer than three families are merged.
-- source: Projektkoordination
-- disclosure: plain
-- columns:
--   - {name: bezeichnung, type: text, label: {de: Stufe, en: Step}}
--   - {name: familien, type: int, label: {de: Familien, en: Families}}

-- Merged from the last step upwards: a step that is too close to the one printed below it goes into that one. So the last step, the
-- families of the project, keeps its figure, and any two figures printed differ by enough.
with recursive trichter as (
  select
    t.bezeichnung,
    t.familien,
    row_number() over (order by t.stufe desc) as von_unten
  from basis.zielgruppe t
  where t.familien is not null
    and t.stichtag = (select max(n.stichtag) from basis.zielgruppe n)
),
gruppe as (
  select t.von_unten, t.bezeichnung, t.familien as gedruckt, t.von_unten as gruppe
  from trichter t
  where t.von_unten = 1
  union all
  select
    t.von_unten,
    t.bezeichnung,
    case when t.familien - g.gedruckt >= basis.parameter('trichter_mindestabstand') then t.familien else g.gedruckt end,
    case when t.familien - g.gedruckt >= basis.parameter('trichter_mindestabstand') then t.von_unten else g.gruppe end
  from gruppe g
  join trichter t on t.von_unten = g.von_unten + 1
)
select
  string_agg(g.bezeichnung, '; ' order by g.von_unten desc) as bezeichnung,
  g.gedruckt as familien
from gruppe g
group by g.gruppe, g.gedruckt
order by g.gruppe desc
