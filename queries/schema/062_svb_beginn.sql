-- Grain: person × month in which an integration into work begins, after § 48a SGB II: employment subject to social insurance, training
-- for an occupation, or self-employment; at most one for a person and month. Publicly funded employment is none.
-- svb tells those subject to social insurance, which alone can be called lasting.
create or replace view basis.svb_beginn as
select b.person_id, b.beginn, bool_or(b.art in ('SVB_VZ', 'SVB_TZ', 'AUSB_BETR')) as svb
from basis.beschaeftigung b
where b.art in ('SVB_VZ', 'SVB_TZ', 'AUSB_BETR', 'AUSB_SCHUL', 'SELBST')
group by b.person_id, b.beginn;
