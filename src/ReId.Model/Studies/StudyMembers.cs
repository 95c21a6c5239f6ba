using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Embedding;

namespace ReId.Model.Studies;

/// <summary>The members that the settings ask for.</summary>
internal static class StudyMembers
{
    /// <summary>All members of the study, or those that are named, in the study's order.</summary>
    /// <exception cref="ReIdException">The data or the weights do not fit, or a name that no member has.</exception>
    public static IReadOnlyList<StudyMember> Choose(StudySettings settings, DataSet data)
    {
        var all = settings.Study.Members(StudyBasis.Of(settings, data));
        foreach (var name in settings.Only)
        {
            if (!all.Any(member => Is(member, name)))
            {
                throw new ReIdException(StudyCatalog.Unknown($"member of '{settings.Study.Name}'", name, all.Select(member => member.Name)));
            }
        }

        return settings.Only.Count == 0 ? all : [.. all.Where(member => settings.Only.Any(name => Is(member, name)))];
    }

    /// <summary>How a model is evaluated.</summary>
    public static EmbedderOptions Embedder(StudySettings settings, string model) =>
        new() { Weights = model, Device = settings.Device, Threads = settings.Threads };

    private static bool Is(StudyMember member, string name) => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
