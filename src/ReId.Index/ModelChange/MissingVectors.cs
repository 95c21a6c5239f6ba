using ReId.Index.Database;

namespace ReId.Index.ModelChange;

/// <summary>Crops that have no vector of a model.</summary>
internal static class MissingVectors
{
    public static IQueryable<CropRow> Of(GalleryDbContext context, string modelId) => context.Crops.Where(
        crop => !context.Vectors.Any(vector => vector.CropId == crop.Id && vector.Model!.Name == modelId));
}
