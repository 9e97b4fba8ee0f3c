-- Answers that were begun before the caller's turn was over: each but the last was thrown away.
alter table turns add column guesses int not null default 0 check (guesses >= 0);
