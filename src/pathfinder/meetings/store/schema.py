"""The tables of a store: one SQLite file with the meetings of any number of lists."""

APPLICATION = 0x50464D54
"""`PFMT`: by it, `file` and SQLite tell such a file from another."""
VERSION = 1

TABLES = """
BEGIN;
CREATE TABLE feed (
  id INTEGER PRIMARY KEY,
  program TEXT NOT NULL,
  source TEXT NOT NULL,
  form TEXT NOT NULL,
  listed_on TEXT NOT NULL,
  rows INTEGER NOT NULL,
  left_out TEXT NOT NULL,
  odd TEXT NOT NULL,
  codes TEXT NOT NULL,
  etag TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  UNIQUE (program, source)
);
CREATE TABLE city (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL COLLATE NOCASE,
  state TEXT NOT NULL COLLATE NOCASE
);
CREATE TABLE zone (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
);
CREATE TABLE meeting (
  id INTEGER PRIMARY KEY,
  feed INTEGER NOT NULL,
  name TEXT NOT NULL,
  week INTEGER NOT NULL,
  minutes INTEGER NOT NULL,
  zone INTEGER NOT NULL,
  room INTEGER NOT NULL,
  online INTEGER NOT NULL,
  lat INTEGER,
  lon INTEGER,
  location TEXT NOT NULL,
  address TEXT NOT NULL,
  city INTEGER NOT NULL,
  link TEXT NOT NULL,
  joining TEXT NOT NULL,
  dial TEXT NOT NULL,
  join_note TEXT NOT NULL,
  traits INTEGER NOT NULL,
  doubts INTEGER NOT NULL,
  codes TEXT NOT NULL
);
CREATE INDEX placed ON meeting (lat, lon) WHERE room AND lat IS NOT NULL;
CREATE INDEX unplaced ON meeting (city) WHERE room AND lat IS NULL;
CREATE INDEX joined ON meeting (zone, week) WHERE online;
COMMIT;
"""
"""`lat` and `lon` are in steps of 1 / `SCALE` degrees; `zone` 0 is none that is known."""

SCALE = 100_000
