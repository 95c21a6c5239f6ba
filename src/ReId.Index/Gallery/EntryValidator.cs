using ReId.Index.Blobs;
using ReId.Index.Storage;

namespace ReId.Index;

/// <summary>What can be stored, and why something cannot: rows that break a rule never reach the database.</summary>
internal static class EntryValidator
{
    private const int MaximumNameLength = 256;

    /// <summary>The entry's unit vector, or the reason why the entry can never be stored.</summary>
    /// <param name="entry">The entry; it may come from a message, and parts of it may be missing.</param>
    /// <param name="dimensionOf">Dimension of a model's vectors, or null for a new model.</param>
    /// <param name="problem">One sentence, when the result is null.</param>
    public static float[]? Check(GalleryEntry? entry, Func<string, int?> dimensionOf, out string? problem)
    {
        problem = Problem(entry);
        if (entry is null || problem is not null)
        {
            return null;
        }

        if (dimensionOf(entry.ModelId) is { } expected && entry.Vector.Length != expected)
        {
            problem = $"The vector has {entry.Vector.Length} components, but vectors of model {entry.ModelId} have {expected}.";
            return null;
        }

        var unit = HalfVector.Normalise(entry.Vector.Span, out var detail);
        problem = unit is null ? $"The vector is useless: {detail}." : null;
        return unit;
    }

    private static string? Problem(GalleryEntry? entry)
    {
        if (entry?.Crop is not { } crop)
        {
            return "The description of the crop is missing.";
        }

        if (crop.Image is null)
        {
            return "The picture is missing.";
        }

        if (crop.CropId == Guid.Empty || crop.TrackletId == Guid.Empty)
        {
            return $"The {(crop.CropId == Guid.Empty ? "crop" : "tracklet")} id is all zeros; it should be a UUIDv7.";
        }

        if (NameProblem(crop.Camera) is { } camera)
        {
            return $"The camera's name {camera}.";
        }

        if (NameProblem(entry.ModelId) is { } model)
        {
            return $"The model id {model}.";
        }

        if (!(crop.Quality is >= 0 and <= 1))
        {
            return $"The quality is {crop.Quality}; it should be between 0 and 1.";
        }

        // Left and above of the frame is a place; less than nothing is none, nor is what no number holds.
        if (crop.Box is { Width: < 0 } or { Height: < 0 } || (long)crop.Box.X + crop.Box.Width > int.MaxValue || (long)crop.Box.Y + crop.Box.Height > int.MaxValue)
        {
            return "The box has a negative size, or ends where no picture does.";
        }

        return (crop.Image.Data, crop.Image.BlobKey) switch
        {
            (null, null) => "The crop has neither a picture nor a blob key.",
            ({ Length: 0 }, null) => "The picture is empty.",
            ({ }, { }) => "The crop has both a picture and a blob key; it should have one of them.",
            (null, { } key) => BlobKeys.Problem(key) is { } problem ? $"The blob key '{key}' {problem}." : null,
            _ => null,
        };
    }

    private static string? NameProblem(string? name) => name switch
    {
        null or "" => "is empty",
        { Length: > MaximumNameLength } => $"is longer than {MaximumNameLength} characters",
        _ => name.Any(char.IsControl) ? "has a control character" : null,
    };
}
