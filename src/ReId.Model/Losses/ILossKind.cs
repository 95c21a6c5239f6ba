using ReId.Contracts;
using ReId.Model.Losses.Options;

namespace ReId.Model.Losses;

/// <summary>
/// A loss as a strategy: its name, what the list of losses says of it, and how it is made. Adding one: a class derived
/// from <see cref="Loss"/> with a static <c>Kind</c>, a line in <see cref="LossCatalog"/>, tests derived from the
/// contract suite.
/// </summary>
public interface ILossKind
{
    /// <summary>Name in recipes and on the command line, e.g. <c>triplet_batch_hard</c>.</summary>
    string Name { get; }

    /// <summary>The formula in one line.</summary>
    string Formula { get; }

    /// <summary>Author, year and identifier of the paper.</summary>
    string Source { get; }

    /// <summary>Its options with defaults and ranges.</summary>
    IReadOnlyList<LossOptionInfo> Options { get; }

    /// <summary>Whether it may learn parameters, whose size is that of the data set.</summary>
    bool Learns { get; }

    /// <summary>Makes the loss.</summary>
    /// <param name="settings">Options by name; those absent keep their defaults.</param>
    /// <param name="size">Size of what it learns; may be null for a loss that learns nothing.</param>
    /// <exception cref="ReIdException">An unknown option, a value out of range, or no size where one is needed.</exception>
    Loss Create(IReadOnlyDictionary<string, string> settings, LossSize? size = null);
}
