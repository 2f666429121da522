-- Secrets of webhooks are sealed by the application (AES-256-GCM, the key's name in front); it seals at its start what an
-- earlier version wrote down in the clear, or what is sealed under a key before today's.
do $$
begin
  execute format('create policy owner_seals on records.webhook for update to %I using (true)', current_user);
end $$;
comment on column records.webhook.secret is 'Signs what is sent; sealed. Shown to the administrator once.';
