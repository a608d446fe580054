-- AlterTable
ALTER TABLE "opportunities" ADD COLUMN     "lines_version" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "products" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "list_price" DECIMAL(14,4) NOT NULL,
    "vat_class" TEXT NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "products_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opportunity_lines" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "opportunity_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "product_id" UUID,
    "code" TEXT,
    "description" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "quantity" DECIMAL(12,3) NOT NULL,
    "unit_price" DECIMAL(14,4) NOT NULL,
    "discount_percent" DECIMAL(5,2) NOT NULL DEFAULT 0,
    "vat_class" TEXT NOT NULL,

    CONSTRAINT "opportunity_lines_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "products_name_id_idx" ON "products"("name", "id");

-- CreateIndex
CREATE INDEX "opportunity_lines_opportunity_id_position_id_idx" ON "opportunity_lines"("opportunity_id", "position", "id");

-- CreateIndex
CREATE INDEX "opportunity_lines_product_id_idx" ON "opportunity_lines"("product_id");

-- AddForeignKey
ALTER TABLE "opportunity_lines" ADD CONSTRAINT "opportunity_lines_opportunity_id_fkey" FOREIGN KEY ("opportunity_id") REFERENCES "opportunities"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opportunity_lines" ADD CONSTRAINT "opportunity_lines_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE UNIQUE INDEX "products_code_key" ON "products" ("code") WHERE "deleted_at" IS NULL;

-- The rates, and the natures of operations without VAT as electronic invoices name them since 2021.
CREATE FUNCTION "is_vat_class"(text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT $1 ~ '^(22|10|5|4|N1|N2\.[12]|N3\.[1-6]|N4|N5|N6\.[1-9]|N7)$'
$$;
ALTER TABLE "products" ADD CONSTRAINT "products_vat_class" CHECK ("is_vat_class"("vat_class"));
ALTER TABLE "products" ADD CONSTRAINT "products_list_price_not_negative" CHECK ("list_price" >= 0);
ALTER TABLE "opportunity_lines" ADD CONSTRAINT "opportunity_lines_vat_class" CHECK ("is_vat_class"("vat_class"));
ALTER TABLE "opportunity_lines" ADD CONSTRAINT "opportunity_lines_quantity_positive" CHECK ("quantity" > 0);
ALTER TABLE "opportunity_lines" ADD CONSTRAINT "opportunity_lines_unit_price_not_negative" CHECK ("unit_price" >= 0);
ALTER TABLE "opportunity_lines" ADD CONSTRAINT "opportunity_lines_discount" CHECK ("discount_percent" BETWEEN 0 AND 100);

-- Products of decimals are exact, quotients are not: hence 0.01. round() of numerics goes half away from zero.
ALTER TABLE "opportunity_lines" ADD COLUMN "net" numeric(14, 2) NOT NULL
  GENERATED ALWAYS AS (round("quantity" * "unit_price" * (100 - "discount_percent") * 0.01, 2)) STORED;

-- Whoever writes lines: the deal's amount becomes their sum. The deal is held first and summed by a statement of its own,
-- so that of two who add lines at once the second counts the first one's. Without a line left the amount stays.
CREATE FUNCTION "sum_opportunity_lines"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM opportunities WHERE id IN (SELECT opportunity_id FROM changed) ORDER BY id FOR NO KEY UPDATE;
  UPDATE opportunities o
  SET lines_version = o.version,
      amount = coalesce((SELECT sum(l.net) FROM opportunity_lines l WHERE l.opportunity_id = o.id), o.amount)
  WHERE o.id IN (SELECT opportunity_id FROM changed);
  RETURN NULL;
END $$;
CREATE TRIGGER "opportunity_lines_summed_insert" AFTER INSERT ON "opportunity_lines"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "sum_opportunity_lines"();
CREATE TRIGGER "opportunity_lines_summed_update" AFTER UPDATE ON "opportunity_lines"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "sum_opportunity_lines"();
CREATE TRIGGER "opportunity_lines_summed_former" AFTER UPDATE ON "opportunity_lines"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "sum_opportunity_lines"();
CREATE TRIGGER "opportunity_lines_summed_delete" AFTER DELETE ON "opportunity_lines"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "sum_opportunity_lines"();

-- Whoever writes the amount of a deal with lines can only write their sum.
CREATE FUNCTION "keep_amount_of_lines"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  total numeric := (SELECT sum(net) FROM opportunity_lines WHERE opportunity_id = NEW.id);
BEGIN
  IF total <> NEW.amount THEN
    RAISE EXCEPTION 'the amount of an opportunity with lines is their sum'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'opportunities_amount_of_lines';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "opportunities_amount_of_lines" BEFORE UPDATE OF "amount" ON "opportunities" FOR EACH ROW
  WHEN (NEW.amount IS DISTINCT FROM OLD.amount) EXECUTE FUNCTION "keep_amount_of_lines"();
