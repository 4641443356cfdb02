-- CreateTable
CREATE TABLE "shipment_parcels" (
    "id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "state" VARCHAR(40) NOT NULL DEFAULT 'buying',
    "carrier" VARCHAR(40) NOT NULL,
    "service" VARCHAR(80),
    "reference" VARCHAR(40) NOT NULL,
    "tracking_number" VARCHAR(80),
    "master_tracking_number" VARCHAR(80),
    "tracking_url" VARCHAR(500),
    "weight_kg" DECIMAL(19,4),
    "length_cm" DECIMAL(19,4),
    "width_cm" DECIMAL(19,4),
    "height_cm" DECIMAL(19,4),
    "label_format" VARCHAR(40),
    "currency" VARCHAR(3),
    "cost" DECIMAL(19,4),
    "bought_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "status" VARCHAR(40),
    "tracked_at" TIMESTAMPTZ(3),
    "track_at" TIMESTAMPTZ(3),
    "track_failures" INTEGER NOT NULL DEFAULT 0,
    "problem" VARCHAR(500),
    "shipment_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shipment_parcels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "parcel_events" (
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "local_time" VARCHAR(40) NOT NULL,
    "code" VARCHAR(20) NOT NULL,
    "status" VARCHAR(40) NOT NULL,
    "text" VARCHAR(255) NOT NULL,
    "exception" VARCHAR(255),
    "city" VARCHAR(80),
    "region" VARCHAR(3),
    "country_code" VARCHAR(2),
    "parcel_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "parcel_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipment_pickups" (
    "id" UUID NOT NULL,
    "state" VARCHAR(40) NOT NULL DEFAULT 'booking',
    "carrier" VARCHAR(40) NOT NULL,
    "service" VARCHAR(80) NOT NULL,
    "on" DATE NOT NULL,
    "ready_at" VARCHAR(5) NOT NULL,
    "closes_at" VARCHAR(5) NOT NULL,
    "remarks" VARCHAR(60),
    "packages" INTEGER NOT NULL,
    "confirmation_code" VARCHAR(40),
    "location" VARCHAR(40),
    "booked_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "problem" VARCHAR(500),
    "shipment_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "shipment_pickups_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "shipment_parcels_shipment_id_position_idx" ON "shipment_parcels"("shipment_id", "position");

-- CreateIndex
CREATE INDEX "shipment_parcels_reference_idx" ON "shipment_parcels"("reference");

-- CreateIndex
CREATE INDEX "shipment_parcels_tracking_number_idx" ON "shipment_parcels"("tracking_number");

-- CreateIndex
CREATE INDEX "shipment_parcels_track_at_idx" ON "shipment_parcels"("track_at");

-- CreateIndex
CREATE UNIQUE INDEX "parcel_events_parcel_id_occurred_at_code_key" ON "parcel_events"("parcel_id", "occurred_at", "code");

-- CreateIndex
CREATE INDEX "shipment_pickups_shipment_id_idx" ON "shipment_pickups"("shipment_id");

-- AddForeignKey
ALTER TABLE "shipment_parcels" ADD CONSTRAINT "shipment_parcels_shipment_id_fkey" FOREIGN KEY ("shipment_id") REFERENCES "shipments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parcel_events" ADD CONSTRAINT "parcel_events_parcel_id_fkey" FOREIGN KEY ("parcel_id") REFERENCES "shipment_parcels"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment_pickups" ADD CONSTRAINT "shipment_pickups_shipment_id_fkey" FOREIGN KEY ("shipment_id") REFERENCES "shipments"("id") ON DELETE CASCADE ON UPDATE CASCADE;
