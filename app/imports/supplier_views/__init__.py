"""`/supplier/import`: a file, its matching, what would happen, the result."""

from app.imports.supplier_views import files, matching, results, zipped
from app.imports.supplier_views.desk import blueprint

__all__ = ["blueprint", "files", "matching", "results", "zipped"]
