-- Grain: person × period (Q, P). Members, with consent, of families whose case was open for a part of the period; see
-- basis.familie_zeitraum.
create or replace view basis.person_zeitraum as
select f.freq, f.time_period, f.familie_id, f.begleitet_von, f.begleitet_bis, p.person_id
from basis.familie_zeitraum f
join basis.person p on p.familie_id = f.familie_id and p.geburt_monat <= f.begleitet_bis
join basis.auswertbar a on a.person_id = p.person_id and a.zweck = 'FALLMANAGEMENT';
