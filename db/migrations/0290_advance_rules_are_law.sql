-- What may be advanced is foreseen from these rules: what is kept in memory of a forecast goes when they change.
create trigger note_edition after insert or update or delete or truncate on law.advance_rule
  for each statement execute function law.note_edition();
