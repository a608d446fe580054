-- CreateTable
CREATE TABLE "sales_targets" (
    "id" UUID NOT NULL DEFAULT uuidv7(),
    "owner_id" UUID NOT NULL,
    "month" DATE NOT NULL,
    "amount" DECIMAL(14,2) NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_by_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by_id" UUID,

    CONSTRAINT "sales_targets_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "sales_targets_month_id_idx" ON "sales_targets"("month", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sales_targets_owner_id_month_key" ON "sales_targets"("owner_id", "month");

-- AddForeignKey
ALTER TABLE "sales_targets" ADD CONSTRAINT "sales_targets_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "sales_targets" ADD CONSTRAINT "sales_targets_whole_month" CHECK (extract(day FROM "month") = 1);
ALTER TABLE "sales_targets" ADD CONSTRAINT "sales_targets_amount_not_negative" CHECK ("amount" >= 0);
