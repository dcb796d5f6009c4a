-- the tables
CREATE TABLE [users] ([id] int NOT NULL IDENTITY(1,1), [name] varchar(255) NULL, [email] varchar(255) NULL, [email_verified] datetime NULL, [image] varchar(255) NULL, [created_at] datetime NOT NULL DEFAULT getdate(), [updated_at] datetime NOT NULL DEFAULT getdate(), CONSTRAINT [PK_a3ffb1c0c8416b9fc6f907b7433] PRIMARY KEY ([id]));
CREATE UNIQUE INDEX [email] ON [users] ([email]) WHERE [email] IS NOT NULL;
CREATE TABLE [accounts] ([id] int NOT NULL IDENTITY(1,1), [compound_id] varchar(255) NOT NULL, [user_id] int NOT NULL, [provider_type] varchar(255) NOT NULL, [provider_id] varchar(255) NOT NULL, [provider_account_id] varchar(255) NOT NULL, [refresh_token] text NULL, [access_token] text NULL, [access_token_expires] datetime NULL, [created_at] datetime NOT NULL DEFAULT getdate(), [updated_at] datetime NOT NULL DEFAULT getdate(), CONSTRAINT [UQ_95843cea26fc65b1a9d9b6e1d2b] UNIQUE ([compound_id]), CONSTRAINT [PK_5a7a02c20412299d198e097a8fe] PRIMARY KEY ([id]));
CREATE INDEX [userId] ON [accounts] ([user_id]);
CREATE INDEX [providerId] ON [accounts] ([provider_id]);
CREATE INDEX [providerAccountId] ON [accounts] ([provider_account_id]);
CREATE TABLE [sessions] ([id] int NOT NULL IDENTITY(1,1), [user_id] int NOT NULL, [expires] datetime NOT NULL, [session_token] varchar(255) NOT NULL, [access_token] varchar(255) NOT NULL, [created_at] datetime NOT NULL DEFAULT getdate(), [updated_at] datetime NOT NULL DEFAULT getdate(), CONSTRAINT [UQ_f10db2949bbea55b44f31108e1a] UNIQUE ([session_token]), CONSTRAINT [UQ_b02a7acc05fe8194bed8433cf25] UNIQUE ([access_token]), CONSTRAINT [PK_3238ef96f18b355b671619111bc] PRIMARY KEY ([id]));
CREATE INDEX [IDX_085d540d9f418cfbdc7bd55bb1] ON [sessions] ([user_id]);
CREATE INDEX [IDX_b7b5a67d8378ee0fce99a4a191] ON [sessions] ([expires]);
CREATE TABLE [verification_requests] ([id] int NOT NULL IDENTITY(1,1), [identifier] varchar(255) NOT NULL, [token] varchar(255) NOT NULL, [expires] datetime NOT NULL, [created_at] datetime NOT NULL DEFAULT getdate(), [updated_at] datetime NOT NULL DEFAULT getdate(), CONSTRAINT [UQ_77287cef70a4627091ae6d19c4d] UNIQUE ([token]), CONSTRAINT [PK_c5d405ea25e8abd5b0b096a4f6f] PRIMARY KEY ([id]));
CREATE INDEX [IDX_a5f32d43c78cb139f831d4c9ac] ON [verification_requests] ([expires]);
CREATE TABLE [authenticators] ([id] int NOT NULL IDENTITY(1,1), [credential_id] varchar(255) NOT NULL, [user_id] int NOT NULL, [provider_account_id] varchar(255) NOT NULL, [credential_public_key] text NOT NULL, [counter] bigint NOT NULL, [credential_device_type] varchar(255) NOT NULL, [credential_backed_up] bit NOT NULL, [transports] varchar(255) NULL, [created_at] datetime NOT NULL DEFAULT getdate(), [updated_at] datetime NOT NULL DEFAULT getdate(), CONSTRAINT [UQ_4a606bcad68063eecff5cff4c84] UNIQUE ([credential_id]), CONSTRAINT [PK_1f524613bc876f10f9ba8b0f394] PRIMARY KEY ([id]));
CREATE INDEX [IDX_79111b083a20c575bdd813f3b6] ON [authenticators] ([user_id]);

-- the catalog
SELECT t.name, c.name,
       TYPE_NAME(c.system_type_id)
       + CASE WHEN TYPE_NAME(c.system_type_id) IN ('varchar', 'char', 'text')
              THEN ' in code page ' + CAST(CAST(COLLATIONPROPERTY(c.collation_name, 'CodePage') AS int)
                                           AS varchar(10))
              ELSE '' END,
       c.is_nullable,
       CASE WHEN c.default_object_id <> 0 OR c.is_identity = 1 OR c.is_computed = 1 THEN 1 ELSE 0 END
FROM sys.columns c
JOIN sys.objects t ON t.object_id = c.object_id
WHERE t.type IN ('U', 'V') AND t.schema_id = SCHEMA_ID(COALESCE(NULLIF(@p1, ''), SCHEMA_NAME()))
ORDER BY t.name, c.column_id;
SELECT t.name, i.name,
       CASE WHEN i.is_unique = 1
             AND (i.filter_definition IS NULL
                  OR i.filter_definition NOT LIKE '%[=<>]%' AND i.filter_definition NOT LIKE '% IN (%'
                  AND i.filter_definition NOT LIKE '%IS NULL%')
            THEN 1 ELSE 0 END,
       c.name
FROM sys.indexes i
JOIN sys.objects t ON t.object_id = i.object_id
JOIN sys.index_columns k ON k.object_id = i.object_id AND k.index_id = i.index_id AND k.is_included_column = 0
JOIN sys.columns c ON c.object_id = k.object_id AND c.column_id = k.column_id
WHERE t.schema_id = SCHEMA_ID(COALESCE(NULLIF(@p1, ''), SCHEMA_NAME())) AND i.name IS NOT NULL AND i.is_disabled = 0 AND i.is_hypothetical = 0
ORDER BY t.name, i.name, k.key_ordinal;

-- a connection
SELECT 'ANSI_WARNINGS and QUOTED_IDENTIFIER of the session must be on' WHERE SESSIONPROPERTY('ANSI_WARNINGS') = 0 OR SESSIONPROPERTY('QUOTED_IDENTIFIER') = 0;

-- synchronize, before it looks
EXEC sp_getapplock 'authflux', 'Exclusive', 'Transaction', -1;

-- users.create
INSERT INTO [users] ([name], [email], [email_verified], [image], [created_at], [updated_at]) OUTPUT INSERTED.[id], INSERTED.[name], INSERTED.[email], INSERTED.[email_verified], INSERTED.[image] VALUES (@p1, @p2, @p3, @p4, @p5, @p6);

-- users.findById
SELECT [id], [name], [email], [email_verified], [image] FROM [users] WHERE [id] = @p1;

-- users.findByEmail
SELECT [id], [name], [email], [email_verified], [image] FROM [users] WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE [email] = CAST(k.sought AS varchar(8000)) AND [email] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);

-- users.findByAccount
SELECT u.[id], u.[name], u.[email], u.[email_verified], u.[image] FROM [accounts] a JOIN [users] u ON u.[id] = a.[user_id] WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE a.[provider_id] = CAST(k.sought AS varchar(8000)) AND a.[provider_id] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2) AND EXISTS (SELECT 1 FROM (SELECT @p2 AS sought) AS k WHERE a.[provider_account_id] = CAST(k.sought AS varchar(8000)) AND a.[provider_account_id] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);

-- users.update
UPDATE [users] SET [name] = @p1, [updated_at] = @p2 OUTPUT INSERTED.[id], INSERTED.[name], INSERTED.[email], INSERTED.[email_verified], INSERTED.[image] WHERE [id] = @p3;

-- users.delete
BEGIN;
DELETE FROM [sessions] WHERE [user_id] = @p1;
DELETE FROM [accounts] WHERE [user_id] = @p1;
DELETE FROM [authenticators] WHERE [user_id] = @p1;
DELETE FROM [users] WHERE [id] = @p1;
COMMIT;

-- accounts.link, where no key keeps accounts unique
BEGIN;
IF @p1 IS NOT NULL EXEC sp_getapplock @p2, 'Exclusive', 'Transaction', -1; IF APPLOCK_MODE('public', @p2, 'Transaction') <> 'Exclusive' THROW 51205, 'the lock was not given', 1;
SELECT 1 FROM [accounts] o WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE o.[provider_id] = CAST(k.sought AS varchar(8000)) AND o.[provider_id] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2) AND EXISTS (SELECT 1 FROM (SELECT @p2 AS sought) AS k WHERE o.[provider_account_id] = CAST(k.sought AS varchar(8000)) AND o.[provider_account_id] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);
INSERT INTO [accounts] ([compound_id], [user_id], [provider_type], [provider_id], [provider_account_id], [refresh_token], [access_token], [access_token_expires], [created_at], [updated_at]) VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10);
COMMIT;

-- accounts.find
SELECT [user_id], [provider_type], [provider_id], [provider_account_id], [refresh_token], [access_token], [access_token_expires] FROM [accounts] WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE [provider_id] = CAST(k.sought AS varchar(8000)) AND [provider_id] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2) AND EXISTS (SELECT 1 FROM (SELECT @p2 AS sought) AS k WHERE [provider_account_id] = CAST(k.sought AS varchar(8000)) AND [provider_account_id] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);

-- accounts.findByUser
SELECT [user_id], [provider_type], [provider_id], [provider_account_id], [refresh_token], [access_token], [access_token_expires] FROM [accounts] WHERE [user_id] = @p1 ORDER BY [provider_id], [provider_account_id];

-- accounts.unlink
DELETE FROM [accounts] WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE [provider_id] = CAST(k.sought AS varchar(8000)) AND [provider_id] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2) AND EXISTS (SELECT 1 FROM (SELECT @p2 AS sought) AS k WHERE [provider_account_id] = CAST(k.sought AS varchar(8000)) AND [provider_account_id] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);

-- sessions.create
INSERT INTO [sessions] ([user_id], [expires], [session_token], [access_token], [created_at], [updated_at]) OUTPUT INSERTED.[session_token], INSERTED.[user_id], INSERTED.[expires], INSERTED.[access_token] VALUES (@p1, @p2, @p3, @p4, @p5, @p6);

-- sessions.findWithUser
SELECT s.[session_token], s.[user_id], s.[expires], s.[access_token], u.[id], u.[name], u.[email], u.[email_verified], u.[image] FROM [sessions] s JOIN [users] u ON u.[id] = s.[user_id] WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE s.[session_token] = CAST(k.sought AS varchar(8000)) AND s.[session_token] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2) AND s.[expires] >= @p2;

-- sessions.extend
UPDATE [sessions] SET [expires] = @p1, [updated_at] = @p2 OUTPUT INSERTED.[session_token], INSERTED.[user_id], INSERTED.[expires], INSERTED.[access_token] WHERE EXISTS (SELECT 1 FROM (SELECT @p3 AS sought) AS k WHERE [session_token] = CAST(k.sought AS varchar(8000)) AND [session_token] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2) AND [expires] >= @p4;

-- sessions.findByUser
SELECT [session_token], [user_id], [expires], [access_token] FROM [sessions] WHERE [user_id] = @p1 ORDER BY [expires] DESC;

-- sessions.delete
DELETE FROM [sessions] WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE [session_token] = CAST(k.sought AS varchar(8000)) AND [session_token] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);

-- sessions.deleteByUser
DELETE FROM [sessions] WHERE [user_id] = @p1;

-- sessions.deleteExpired
DELETE FROM [sessions] WHERE [expires] < @p1;

-- verificationTokens.create
INSERT INTO [verification_requests] ([identifier], [token], [expires], [created_at], [updated_at]) OUTPUT INSERTED.[identifier], INSERTED.[token], INSERTED.[expires] VALUES (@p1, @p2, @p3, @p4, @p5);

-- verificationTokens.find
SELECT [identifier], [token], [expires] FROM [verification_requests] WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE [identifier] = CAST(k.sought AS varchar(8000)) AND [identifier] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2) AND EXISTS (SELECT 1 FROM (SELECT @p2 AS sought) AS k WHERE [token] = CAST(k.sought AS varchar(8000)) AND [token] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);

-- verificationTokens.consume
DELETE FROM [verification_requests] OUTPUT DELETED.[identifier], DELETED.[token], DELETED.[expires] WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE [identifier] = CAST(k.sought AS varchar(8000)) AND [identifier] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2) AND EXISTS (SELECT 1 FROM (SELECT @p2 AS sought) AS k WHERE [token] = CAST(k.sought AS varchar(8000)) AND [token] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);

-- verificationTokens.delete
DELETE FROM [verification_requests] WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE [identifier] = CAST(k.sought AS varchar(8000)) AND [identifier] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2) AND EXISTS (SELECT 1 FROM (SELECT @p2 AS sought) AS k WHERE [token] = CAST(k.sought AS varchar(8000)) AND [token] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);

-- verificationTokens.deleteExpired
DELETE FROM [verification_requests] WHERE [expires] < @p1;

-- authenticators.create
INSERT INTO [authenticators] ([credential_id], [user_id], [provider_account_id], [credential_public_key], [counter], [credential_device_type], [credential_backed_up], [transports], [created_at], [updated_at]) VALUES (@p1, @p2, @p3, @p4, @p5, @p6, @p7, @p8, @p9, @p10);

-- authenticators.find
SELECT [credential_id], [user_id], [provider_account_id], [credential_public_key], [counter], [credential_device_type], [credential_backed_up], [transports] FROM [authenticators] WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE [credential_id] = CAST(k.sought AS varchar(8000)) AND [credential_id] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);

-- authenticators.findByUser
SELECT [credential_id], [user_id], [provider_account_id], [credential_public_key], [counter], [credential_device_type], [credential_backed_up], [transports] FROM [authenticators] WHERE [user_id] = @p1 ORDER BY [credential_id];

-- authenticators.updateCounter
BEGIN;
UPDATE [authenticators] SET [counter] = @p1, [updated_at] = @p2 WHERE EXISTS (SELECT 1 FROM (SELECT @p3 AS sought) AS k WHERE [credential_id] = CAST(k.sought AS varchar(8000)) AND [credential_id] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);
SELECT [credential_id], [user_id], [provider_account_id], [credential_public_key], [counter], [credential_device_type], [credential_backed_up], [transports] FROM [authenticators] WHERE EXISTS (SELECT 1 FROM (SELECT @p1 AS sought) AS k WHERE [credential_id] = CAST(k.sought AS varchar(8000)) AND [credential_id] + N'.' = k.sought + N'.' COLLATE Latin1_General_BIN2);
COMMIT;

-- sessions.findWithUser, four at once
SELECT s.[session_token], s.[user_id], s.[expires], s.[access_token], u.[id], u.[name], u.[email], u.[email_verified], u.[image] FROM [sessions] s JOIN [users] u ON u.[id] = s.[user_id] WHERE s.[session_token] IN (CAST(@p1 AS varchar(8000)), CAST(@p2 AS varchar(8000)), CAST(@p3 AS varchar(8000)), CAST(@p4 AS varchar(8000))) AND s.[expires] >= @p5;

-- users.findById, four at once
SELECT [id], [name], [email], [email_verified], [image] FROM [users] WHERE [id] IN (@p1, @p2, @p3, @p4);

