using ReId.Contracts;
using ReId.Model.Backbones.FaceNet;
using ReId.Model.Backbones.MobileNet;
using ReId.Model.Backbones.OsNet;
using ReId.Model.Backbones.ResNet;

namespace ReId.Model.Backbones;

/// <summary>The backbones by name.</summary>
public static class BackboneCatalog
{
    private static readonly IBackbone[] s_all =
    [
        new OsNetBackbone("osnet_x0_25", OsNetWidth.Quarter),
        new OsNetBackbone("osnet_x0_5", OsNetWidth.Half),
        new OsNetBackbone("osnet_x0_75", OsNetWidth.ThreeQuarters),
        new OsNetBackbone("osnet_x1_0", OsNetWidth.Full),
        new OsNetBackbone("osnet_ibn_x1_0", OsNetWidth.Full, true),
        new OsNetAinBackbone("osnet_ain_x0_25", OsNetWidth.Quarter),
        new OsNetAinBackbone("osnet_ain_x0_5", OsNetWidth.Half),
        new OsNetAinBackbone("osnet_ain_x0_75", OsNetWidth.ThreeQuarters),
        new OsNetAinBackbone("osnet_ain_x1_0", OsNetWidth.Full),
        new ResNetBackbone("resnet18", ResNetDepth.D18),
        new ResNetBackbone("resnet34", ResNetDepth.D34),
        new ResNetBackbone("resnet50", ResNetDepth.D50),
        new ResNetBackbone("resnet101", ResNetDepth.D101),
        new ResNetBackbone("resnet18_ibn_a", ResNetDepth.D18, true),
        new ResNetBackbone("resnet34_ibn_a", ResNetDepth.D34, true),
        new ResNetBackbone("resnet50_ibn_a", ResNetDepth.D50, true),
        new ResNetBackbone("resnet101_ibn_a", ResNetDepth.D101, true),
        new MobileNetV2Backbone(),
        new TorchreidMobileNetV2Backbone("mobilenetv2_x1_0", 1),
        new TorchreidMobileNetV2Backbone("mobilenetv2_x1_4", 1.4),
        new ZeilerFergusBackbone(),
        new InceptionBackbone("facenet_nn2", 224, true),
        new InceptionBackbone("facenet_nn3", 160, true),
        new InceptionBackbone("facenet_nn4", 96, false),
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

    /// <summary>Finds a backbone and chooses its options.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="options">Values by option name; what is left out keeps its default.</param>
    /// <exception cref="ReIdException">No such backbone, option or value.</exception>
    public static IBackbone Get(string name, IReadOnlyDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var backbone = Get(name);
        return options.Count == 0 ? backbone : backbone.Configure(options);
    }
}
