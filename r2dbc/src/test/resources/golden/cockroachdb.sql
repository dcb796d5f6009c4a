-- the tables
CREATE TABLE "users" ("id" SERIAL NOT NULL, "name" character varying, "email" character varying, "email_verified" TIMESTAMP WITH TIME ZONE, "image" character varying, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_97672ac88f789774dd47f7c8be3" UNIQUE ("email"), CONSTRAINT "PK_a3ffb1c0c8416b9fc6f907b7433" PRIMARY KEY ("id"));
CREATE TABLE "accounts" ("id" SERIAL NOT NULL, "compound_id" character varying NOT NULL, "user_id" integer NOT NULL, "provider_type" character varying NOT NULL, "provider_id" character varying NOT NULL, "provider_account_id" character varying NOT NULL, "refresh_token" text, "access_token" text, "access_token_expires" TIMESTAMP WITH TIME ZONE, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_95843cea26fc65b1a9d9b6e1d2b" UNIQUE ("compound_id"), CONSTRAINT "PK_5a7a02c20412299d198e097a8fe" PRIMARY KEY ("id"));
CREATE INDEX "userId" ON "accounts" ("user_id");
CREATE INDEX "providerId" ON "accounts" ("provider_id");
CREATE INDEX "providerAccountId" ON "accounts" ("provider_account_id");
CREATE TABLE "sessions" ("id" SERIAL NOT NULL, "user_id" integer NOT NULL, "expires" TIMESTAMP WITH TIME ZONE NOT NULL, "session_token" character varying NOT NULL, "access_token" character varying NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_f10db2949bbea55b44f31108e1a" UNIQUE ("session_token"), CONSTRAINT "UQ_b02a7acc05fe8194bed8433cf25" UNIQUE ("access_token"), CONSTRAINT "PK_3238ef96f18b355b671619111bc" PRIMARY KEY ("id"));
CREATE INDEX "IDX_085d540d9f418cfbdc7bd55bb1" ON "sessions" ("user_id");
CREATE INDEX "IDX_b7b5a67d8378ee0fce99a4a191" ON "sessions" ("expires");
CREATE TABLE "verification_requests" ("id" SERIAL NOT NULL, "identifier" character varying NOT NULL, "token" character varying NOT NULL, "expires" TIMESTAMP WITH TIME ZONE NOT NULL, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_77287cef70a4627091ae6d19c4d" UNIQUE ("token"), CONSTRAINT "PK_c5d405ea25e8abd5b0b096a4f6f" PRIMARY KEY ("id"));
CREATE INDEX "IDX_a5f32d43c78cb139f831d4c9ac" ON "verification_requests" ("expires");
CREATE TABLE "authenticators" ("id" SERIAL NOT NULL, "credential_id" character varying NOT NULL, "user_id" integer NOT NULL, "provider_account_id" character varying NOT NULL, "credential_public_key" text NOT NULL, "counter" bigint NOT NULL, "credential_device_type" character varying NOT NULL, "credential_backed_up" boolean NOT NULL, "transports" character varying, "created_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), "updated_at" TIMESTAMP WITH TIME ZONE NOT NULL DEFAULT now(), CONSTRAINT "UQ_4a606bcad68063eecff5cff4c84" UNIQUE ("credential_id"), CONSTRAINT "PK_1f524613bc876f10f9ba8b0f394" PRIMARY KEY ("id"));
CREATE INDEX "IDX_79111b083a20c575bdd813f3b6" ON "authenticators" ("user_id");

-- the catalog
SELECT c.relname::text, a.attname::text, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
       a.atthasdef OR a.attidentity <> ''
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = COALESCE(NULLIF($1, ''), current_schema())
  AND c.relkind IN ('r', 'p', 'v', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
ORDER BY c.relname, a.attnum;
SELECT table_name, index_name, CASE non_unique WHEN 'NO' THEN 1 ELSE 0 END, column_name
FROM information_schema.statistics
WHERE table_schema = COALESCE(NULLIF($1, ''), current_schema()) AND storing = 'NO' AND implicit = 'NO'
ORDER BY table_name, index_name, seq_in_index;

-- users.create
INSERT INTO "users" ("name", "email", "email_verified", "image", "created_at", "updated_at") VALUES ($1, $2, $3, $4, $5, $6) RETURNING "id", "name", "email", "email_verified", "image";

-- users.findById
SELECT "id", "name", "email", "email_verified", "image" FROM "users" WHERE "id" = $1;

-- users.findByEmail
SELECT "id", "name", "email", "email_verified", "image" FROM "users" WHERE "email" = $1;

-- users.findByAccount
SELECT u."id", u."name", u."email", u."email_verified", u."image" FROM "accounts" a JOIN "users" u ON u."id" = a."user_id" WHERE a."provider_id" = $1 AND a."provider_account_id" = $2;

-- users.update
UPDATE "users" SET "name" = $1, "updated_at" = $2 WHERE "id" = $3 RETURNING "id", "name", "email", "email_verified", "image";

-- users.delete
BEGIN;
DELETE FROM "sessions" WHERE "user_id" = $1;
DELETE FROM "accounts" WHERE "user_id" = $1;
DELETE FROM "authenticators" WHERE "user_id" = $1;
DELETE FROM "users" WHERE "id" = $1;
COMMIT;

-- accounts.link, where no key keeps accounts unique
BEGIN;
INSERT INTO "verification_requests" ("identifier", "token", "expires", "created_at", "updated_at") VALUES ($1, $2, $3, $4, $5) RETURNING "identifier", "token", "expires";
SELECT 1 FROM "accounts" o WHERE o."provider_id" = $1 AND o."provider_account_id" = $2;
INSERT INTO "accounts" ("compound_id", "user_id", "provider_type", "provider_id", "provider_account_id", "refresh_token", "access_token", "access_token_expires", "created_at", "updated_at") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING "user_id", "provider_type", "provider_id", "provider_account_id", "refresh_token", "access_token", "access_token_expires";
DELETE FROM "verification_requests" WHERE "token" = $1;
COMMIT;

-- accounts.find
SELECT "user_id", "provider_type", "provider_id", "provider_account_id", "refresh_token", "access_token", "access_token_expires" FROM "accounts" WHERE "provider_id" = $1 AND "provider_account_id" = $2;

-- accounts.findByUser
SELECT "user_id", "provider_type", "provider_id", "provider_account_id", "refresh_token", "access_token", "access_token_expires" FROM "accounts" WHERE "user_id" = $1 ORDER BY "provider_id", "provider_account_id";

-- accounts.unlink
DELETE FROM "accounts" WHERE "provider_id" = $1 AND "provider_account_id" = $2;

-- sessions.create
INSERT INTO "sessions" ("user_id", "expires", "session_token", "access_token", "created_at", "updated_at") VALUES ($1, $2, $3, $4, $5, $6) RETURNING "session_token", "user_id", "expires", "access_token";

-- sessions.findWithUser
SELECT s."session_token", s."user_id", s."expires", s."access_token", u."id", u."name", u."email", u."email_verified", u."image" FROM "sessions" s JOIN "users" u ON u."id" = s."user_id" WHERE s."session_token" = $1 AND (s."expires" >= $2) IS TRUE;

-- sessions.extend
UPDATE "sessions" SET "expires" = $1, "updated_at" = $2 WHERE "session_token" = $3 AND "expires" >= $4 RETURNING "session_token", "user_id", "expires", "access_token";

-- sessions.findByUser
SELECT "session_token", "user_id", "expires", "access_token" FROM "sessions" WHERE "user_id" = $1 ORDER BY "expires" DESC;

-- sessions.delete
DELETE FROM "sessions" WHERE "session_token" = $1;

-- sessions.deleteByUser
DELETE FROM "sessions" WHERE "user_id" = $1;

-- sessions.deleteExpired
DELETE FROM "sessions" WHERE "expires" < $1;

-- verificationTokens.create
INSERT INTO "verification_requests" ("identifier", "token", "expires", "created_at", "updated_at") VALUES ($1, $2, $3, $4, $5) RETURNING "identifier", "token", "expires";

-- verificationTokens.find
SELECT "identifier", "token", "expires" FROM "verification_requests" WHERE "identifier" = $1 AND "token" = $2;

-- verificationTokens.consume
DELETE FROM "verification_requests" WHERE "identifier" = $1 AND "token" = $2 RETURNING "identifier", "token", "expires";

-- verificationTokens.delete
DELETE FROM "verification_requests" WHERE "identifier" = $1 AND "token" = $2;

-- verificationTokens.deleteExpired
DELETE FROM "verification_requests" WHERE "expires" < $1;

-- authenticators.create
INSERT INTO "authenticators" ("credential_id", "user_id", "provider_account_id", "credential_public_key", "counter", "credential_device_type", "credential_backed_up", "transports", "created_at", "updated_at") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING "credential_id", "user_id", "provider_account_id", "credential_public_key", "counter", "credential_device_type", "credential_backed_up", "transports";

-- authenticators.find
SELECT "credential_id", "user_id", "provider_account_id", "credential_public_key", "counter", "credential_device_type", "credential_backed_up", "transports" FROM "authenticators" WHERE "credential_id" = $1;

-- authenticators.findByUser
SELECT "credential_id", "user_id", "provider_account_id", "credential_public_key", "counter", "credential_device_type", "credential_backed_up", "transports" FROM "authenticators" WHERE "user_id" = $1 ORDER BY "credential_id";

-- authenticators.updateCounter
UPDATE "authenticators" SET "counter" = $1, "updated_at" = $2 WHERE "credential_id" = $3 RETURNING "credential_id", "user_id", "provider_account_id", "credential_public_key", "counter", "credential_device_type", "credential_backed_up", "transports";

-- sessions.findWithUser, four at once
SELECT s."session_token", s."user_id", s."expires", s."access_token", u."id", u."name", u."email", u."email_verified", u."image" FROM "sessions" s JOIN "users" u ON u."id" = s."user_id" WHERE s."session_token" = ANY($1) AND (s."expires" >= $2) IS TRUE;

-- users.findById, four at once
SELECT "id", "name", "email", "email_verified", "image" FROM "users" WHERE "id" = ANY($1);

