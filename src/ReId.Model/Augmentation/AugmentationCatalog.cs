using ReId.Contracts;
using ReId.Model.Training;

namespace ReId.Model.Augmentation;

/// <summary>The augmentations by name. Adding one is one line here.</summary>
public static class AugmentationCatalog
{
    private static readonly OrderedDictionary<string, Func<PartSettings, IAugmentation>> s_all = new(StringComparer.OrdinalIgnoreCase)
    {
        ["flip"] = settings => new Flip(settings),
        ["pad_crop"] = settings => new PadCrop(settings),
        ["random_resized_crop"] = settings => new RandomResizedCrop(settings),
        ["random_erasing"] = settings => new RandomErasing(settings),
        ["random_patch"] = settings => new RandomPatch(settings),
        ["colour_jitter"] = settings => new ColourJitter(settings),
        ["grey"] = settings => new Grey(settings),
        ["jpeg"] = settings => new JpegQuality(settings),
        ["blur"] = settings => new Blur(settings),
    };

    /// <summary>The names there are.</summary>
    public static IReadOnlyCollection<string> Names => s_all.Keys;

    /// <summary>Makes an augmentation.</summary>
    /// <param name="name">One of <see cref="Names"/>; case does not matter.</param>
    /// <param name="settings">Its options; those absent keep their defaults.</param>
    /// <exception cref="ReIdException">No such augmentation, option or value.</exception>
    public static IAugmentation Create(string name, IReadOnlyDictionary<string, string> settings)
    {
        if (!s_all.TryGetValue(name, out var create))
        {
            throw new ReIdException($"There is no augmentation '{name}'; there are {string.Join(", ", s_all.Keys)}.");
        }

        var reader = new PartSettings($"augmentation '{name}'", settings);
        var augmentation = create(reader);
        reader.RequireAllKnown();
        return augmentation;
    }
}
