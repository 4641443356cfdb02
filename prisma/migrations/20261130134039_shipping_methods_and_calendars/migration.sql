-- AlterTable
ALTER TABLE "products" ADD COLUMN     "country_of_origin" VARCHAR(2),
ADD COLUMN     "hs_code" VARCHAR(14);

-- AlterTable
ALTER TABLE "shipping_methods" ADD COLUMN     "charge" VARCHAR(40) NOT NULL DEFAULT 'order',
ADD COLUMN     "fallback" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "opening_hours" JSONB,
ADD COLUMN     "weight_prices" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "warehouses" ADD COLUMN     "cut_off" VARCHAR(5),
ADD COLUMN     "handling_days" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "holidays" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "time_zone" VARCHAR(60) NOT NULL DEFAULT 'UTC',
ADD COLUMN     "working_days" TEXT[] DEFAULT ARRAY['MO', 'TU', 'WE', 'TH', 'FR']::TEXT[];
