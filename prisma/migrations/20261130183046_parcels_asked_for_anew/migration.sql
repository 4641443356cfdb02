-- AlterTable
ALTER TABLE "shipment_parcels" ADD COLUMN     "track_anew" TIMESTAMPTZ(3);
