-- DropTable
DROP TABLE "media_files";
