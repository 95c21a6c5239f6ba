using ReId.Contracts;

namespace ReId.Index.Clustering;

/// <summary>
/// A setting of clustering is out of its range, by itself or for as many rows as there are; says which and what would
/// do. Whoever passes it on names the settings as its own caller does: an option, or a field of JSON.
/// </summary>
/// <param name="sentence">
/// One sentence, given what a setting (<c>minSamples</c>) is called; null is given for one that the caller cannot set.
/// </param>
public sealed class ClusteringSettingException(Func<Func<string, string?>, string> sentence) : ReIdException(sentence(name => name))
{
    /// <summary>The sentence in the words of a caller.</summary>
    /// <param name="name">What it calls a setting; null for one that it does not have.</param>
    public string Said(Func<string, string?> name) => sentence(name);
}
