-- +goose Up

-- Logins to Discord's gateway of the last day; older ones are deleted.
CREATE TABLE login (
  at BIGINT NOT NULL -- milliseconds since 1970 in UTC
);
CREATE INDEX login_at ON login (at);
