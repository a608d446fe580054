-- CreateTable
CREATE TABLE "costly_runs" (
    "user_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "slot" INTEGER NOT NULL,
    "token" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "costly_runs_pkey" PRIMARY KEY ("user_id","kind","slot")
);

-- CreateTable
CREATE TABLE "costly_counts" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "costly_counts_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "costly_runs_token_key" ON "costly_runs"("token");
