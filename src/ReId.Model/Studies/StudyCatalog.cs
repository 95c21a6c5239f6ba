using ReId.Contracts;
using ReId.Model.Studies.Kinds;

namespace ReId.Model.Studies;

/// <summary>The studies by name. Adding one is one line here.</summary>
public static class StudyCatalog
{
    /// <summary>Every study, in the order of the list.</summary>
    public static IReadOnlyList<IStudy> All { get; } =
    [
        new MultiplyAddsStudy(),
        new DimensionStudy(),
        new QualityStudy(),
        new DataStudy(),
        new LossesStudy(),
    ];

    /// <summary>The study of that name; null when there is none.</summary>
    /// <param name="name">E.g. <c>losses</c>; case does not matter.</param>
    public static IStudy? Find(string name) => All.FirstOrDefault(study => study.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The study of that name.</summary>
    /// <param name="name">E.g. <c>losses</c>; case does not matter.</param>
    /// <exception cref="ReIdException">There is none; the nearest is named.</exception>
    public static IStudy Get(string name) => Find(name) ?? throw new ReIdException(Unknown("study", name, All.Select(study => study.Name)));

    /// <summary>The sentence for a name that nothing has.</summary>
    /// <param name="kind">What was looked for.</param>
    /// <param name="name">The name.</param>
    /// <param name="known">The names there are.</param>
    public static string Unknown(string kind, string name, IEnumerable<string> known)
    {
        string[] names = [.. known];
        return $"There is no {kind} '{name}': {KnownNames.Hint(name, names)}.";
    }
}
