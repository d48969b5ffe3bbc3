-- People at a browser: one-time codes that wait to be used, and the sessions that they became. Only hashes are kept.
create table sign_ins (
  hash text primary key,
  kind text not null, -- code or session
  org text not null,
  account text not null,
  expires_at bigint not null
);
