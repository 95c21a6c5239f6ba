using ReId.Contracts.Messages;

namespace ReId.Index.Consumers;

/// <summary>
/// Unpacks what came over the bus, where anything can be missing whatever the types say. Other rules are the gallery's
/// own; here is only what would keep an entry from being made.
/// </summary>
internal static class EmbeddedCrop
{
    /// <summary>The entry, or null and the reason in one sentence.</summary>
    public static GalleryEntry? Unpack(CropEmbedded? message, out string? problem)
    {
        problem = message switch
        {
            null => "The message is empty.",
            { Crop: null } => "The description of the crop is missing.",
            { Vector: null } or { Vector.Data: null } => "The vector is missing.",
            { Vector.ModelId: null } => "The model id is empty.",
            _ => null,
        };
        if (problem is not null || message is not { Crop: { } crop, Vector: { ModelId: { } model } vector })
        {
            return null;
        }

        try
        {
            return new GalleryEntry { Crop = crop, ModelId = model, Vector = vector.Unpack() };
        }
        catch (Exception failure) when (failure is FormatException or ArgumentException or OverflowException)
        {
            problem = $"The vector is damaged: {failure.Message.TrimEnd('.')}.";
            return null;
        }
    }
}
