-- What they held can be told from the facts alone: the next refresh, which finds another watermark, fills them again.
TRUNCATE "kpi_duration", "kpi_lost";

-- AlterTable
ALTER TABLE "kpi_duration" DROP CONSTRAINT "kpi_duration_pkey",
DROP COLUMN "bucket",
ADD COLUMN     "band" INTEGER NOT NULL,
ADD COLUMN     "counts" INTEGER[],
ADD COLUMN     "owner_id" UUID NOT NULL,
ADD CONSTRAINT "kpi_duration_pkey" PRIMARY KEY ("measure", "grain", "owner_id", "day", "subject_id", "band");

-- AlterTable
ALTER TABLE "kpi_lost" DROP CONSTRAINT "kpi_lost_pkey",
ADD COLUMN     "owner_id" UUID NOT NULL,
ADD CONSTRAINT "kpi_lost_pkey" PRIMARY KEY ("grain", "owner_id", "day", "pipeline_id", "stage_id", "reason");

-- A difference that was taken off twice is a fault, not a figure.
ALTER TABLE "kpi_duration" ADD CONSTRAINT "kpi_duration_counts_check"
  CHECK ("counts" IS NOT NULL AND cardinality("counts") = 16 AND 0 <= ALL ("counts"));
