ALTER TABLE "clients" ADD COLUMN "erased_at" TIMESTAMPTZ(3);

UPDATE "clients" c SET "erased_at" = e."created_at"
FROM "erasures" e CROSS JOIN LATERAL jsonb_array_elements(e."subjects") s
WHERE s ->> 'kind' = 'client' AND c."id" = (s ->> 'id')::uuid AND c."deleted_at" IS NOT NULL;
