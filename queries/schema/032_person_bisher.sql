-- Grain: person × period (P, T). Everybody, with consent, who has been a member of a project family by the day, also of one
-- that has left; see basis.familie_bisher for begleitet_bis.
create or replace view basis.person_bisher as
select f.freq, f.time_period, f.stichtag, f.familie_id, f.aufnahme_monat, f.begleitet_bis, p.person_id
from basis.familie_bisher f
join basis.person p on p.familie_id = f.familie_id and p.geburt_monat <= f.begleitet_bis
join basis.auswertbar a on a.person_id = p.person_id and a.zweck = 'FALLMANAGEMENT';
