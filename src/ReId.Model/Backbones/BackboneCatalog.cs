using ReId.Contracts;

namespace ReId.Model.Backbones;

/// <summary>The backbones by name.</summary>
public static class BackboneCatalog
{
    private static readonly IBackbone[] s_all =
    [
        new OsNet.OsNetBackbone("osnet_x0_25", 16, 64, 96, 128),
        new OsNet.OsNetBackbone("osnet_x1_0", 64, 256, 384, 512),
    ];

    /// <summary>Every backbone, in the order of registration.</summary>
    public static IReadOnlyList<IBackbone> All => s_all;

    /// <summary>Finds a backbone.</summary>
    /// <param name="name">Its name, e.g. <c>osnet_x0_25</c>; case does not matter.</param>
    /// <exception cref="ReIdException">There is none of that name; the message lists those there are.</exception>
    public static IBackbone Get(string name) =>
        s_all.FirstOrDefault(b => string.Equals(b.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ReIdException(
            $"There is no backbone '{name}'; there are {string.Join(", ", s_all.Select(b => b.Name))}.");

    /// <summary>Number of trainable values of a backbone, without the classifier that training adds.</summary>
    /// <param name="backbone">The backbone.</param>
    public static long CountParameters(IBackbone backbone)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        using var module = backbone.Create();
        return module.parameters().Sum(parameter => parameter.numel());
    }
}
