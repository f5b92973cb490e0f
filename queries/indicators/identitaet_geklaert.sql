-- title: {de: Geduldete mit geklärter Identität, en: Tolerated persons whose identity is clarified}
-- short: {de: Identität geklärt, en: identity clarified}
-- catalogue: E04
-- topic: aufenthalt
-- numerator:
--   de: Geduldete, deren Identität geklärt ist oder die einen Pass haben
--   en: Tolerated persons whose identity is clarified or who hold a passport
-- denominator:
--   de: Geduldete am letzten Tag des Quartals, für die das bekannt ist
--   en: Tolerated persons on the last day of the quarter for whom this is known
-- measure: share
-- unit: PERCENT
-- counts: persons
-- direction: up
-- period: stock
-- disclosure: sensitive
-- harm: complement
-- status: recommended
-- version: 1.0.0
-- valid_from: 2017-05-01
-- source: Ausländerbehörde
-- note:
--   de: »In Klärung« ist noch nicht geklärt; ein vorhandener Pass genügt. Ist nichts zur Identität vermerkt und kein Pass vorhanden, ist sie nicht feststellbar.
--   en: '"Being clarified" is not yet clarified; a passport held is enough. Where nothing is noted on identity and no passport is held, it is not determinable.'
with urteil as (
  select
    a.*,
    case
      when a.geduldet is null then null
      when a.identitaet = 'GEKLAERT' or a.pass = 'VORHANDEN' then true
      when a.identitaet is not null then false
    end as geklaert
  from basis.aufenthalt_stichtag a
  where a.freq = 'Q'
    and a.geduldet is distinct from false
)
select
  u.freq,
  u.time_period,
  u.person_id as unit_id,
  u.person_id,
  u.familie_id as family_id,
  u.geklaert::decimal(18, 6) as numerator,
  case when u.geklaert is not null then 1 end::decimal(18, 6) as denominator
from urteil u
