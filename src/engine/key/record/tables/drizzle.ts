// API keys: their SHA-256 and what each may do, never a key. For PostgreSQL.
import { index, integer, pgTable, text, timestamp } from "drizzle-orm/pg-core";

const inUtc = { withTimezone: true };

export const apiKeys = pgTable(
  "api_keys",
  {
    sha256: text("sha256").primaryKey(),
    schemaVersion: integer("schema_version").notNull(),
    masked: text("masked").notNull(),
    keyId: text("key_id").unique(),
    label: text("label"),
    owner: text("owner"),
    environment: text("environment"),
    scopes: text("scopes").array().notNull().default([]),
    created: timestamp("created", inUtc).notNull(),
    expires: timestamp("expires", inUtc),
    rotateEveryDays: integer("rotate_every_days"),
    rateLimitRequests: integer("rate_limit_requests"),
    rateLimitPerSeconds: integer("rate_limit_per_seconds"),
    rateLimitBurst: integer("rate_limit_burst"),
    quotaPerDay: integer("quota_per_day"),
    quotaPerMonth: integer("quota_per_month"),
    allowedIps: text("allowed_ips").array().notNull().default([]),
    allowedOrigins: text("allowed_origins").array().notNull().default([]),
    status: text("status", { enum: ["active", "replaced", "revoked"] }).notNull().default("active"),
    revokedAt: timestamp("revoked_at", inUtc),
    graceUntil: timestamp("grace_until", inUtc),
    replacedBy: text("replaced_by"),
    replaces: text("replaces"),
    lastUsedAt: timestamp("last_used_at", inUtc),
    lastUsedFrom: text("last_used_from"),
  },
  (table) => [index("api_keys_owner").on(table.owner), index("api_keys_expires").on(table.expires)],
);
