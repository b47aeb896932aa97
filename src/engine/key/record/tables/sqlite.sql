-- API keys: their SHA-256 and what each may do, never a key. Safe to run twice. SQLite 3.24 or later.
-- Lists are JSON, dates are RFC 3339 in UTC, which sort as text.
create table if not exists api_keys (
  sha256 text primary key not null check (length(sha256) = 64),
  schema_version integer not null,
  masked text not null,
  key_id text unique,
  label text,
  owner text,
  environment text,
  scopes text not null default '[]',
  created text not null,
  expires text,
  rotate_every_days integer,
  rate_limit_requests integer,
  rate_limit_per_seconds integer,
  rate_limit_burst integer,
  quota_per_day integer,
  quota_per_month integer,
  allowed_ips text not null default '[]',
  allowed_origins text not null default '[]',
  status text not null default 'active' check (status in ('active', 'replaced', 'revoked')),
  revoked_at text,
  grace_until text,
  replaced_by text,
  replaces text,
  last_used_at text,
  last_used_from text
);
create index if not exists api_keys_owner on api_keys (owner);
create index if not exists api_keys_expires on api_keys (expires);
