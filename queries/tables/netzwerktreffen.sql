-- title: {de: Treffen der Gremien und Austauschrunden, en: Meetings of committees and exchange bodies}
-- note:
--   de: Gezählt je Quartal und Format; ein Quartal ohne Treffen fehlt.
--   en: Counted by quarter and format; a quarter without meetings is left out.
-- source: Projektkoordination
-- disclosure: plain
-- columns:
--   - {name: quartal, type: period, label: {de: Quartal, en: Quarter}}
--   - {name: format, type: text, codes: treffen_format, label: {de: Format, en: Format}}
--   - {name: treffen, type: int, label: {de: Treffen, en: Meetings}}
--   - {name: ergebnisse, type: int, label: {de: Ergebnisse, en: Results}}
select
  z.time_period as quartal,
  t.format,
  count(*) as treffen,
  sum(t.ergebnisse) as ergebnisse
from basis.zeitraum z
join basis.netzwerktreffen t on t.datum between z.von and z.bis
left join basis.code f on f.liste = 'treffen_format' and f.code = t.format
where z.freq = 'Q'
group by z.time_period, t.format, f.rang
order by z.time_period, f.rang
