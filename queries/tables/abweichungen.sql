-- title: {de: Abweichungen von den Zielwerten, en: Deviations from the targets}
-- note:
--   de: Grund und Gegenmaßnahme zu Kennzahlen, die ihren Zielwert verfehlen.
--   en: Reason and counter-measure for indicators that miss their target.
-- source: Projektkoordination
-- disclosure: plain
-- columns:
--   - {name: indikator, type: indicator, label: {de: Kennzahl, en: Indicator}}
--   - {name: zeitraum, type: period, label: {de: Zeitraum, en: Period}}
--   - {name: grund, type: text, label: {de: Grund, en: Reason}}
--   - {name: gegenmassnahme, type: text, label: {de: Gegenmaßnahme, en: Counter-measure}}
--   - {name: stelle, type: text, codes: stelle, label: {de: Zuständig, en: Responsible}}
select a.indikator, a.zeitraum, a.grund, a.gegenmassnahme, a.stelle
from basis.abweichung a
order by a.zeitraum desc, a.indikator
