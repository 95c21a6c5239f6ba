using TorchSharp;

namespace ReId.Model.Losses.Parts;

/// <summary>Who is whose positive and negative in a batch. An image is never its own positive.</summary>
internal readonly struct LabelMasks
{
    private LabelMasks(torch.Tensor positive, torch.Tensor negative)
    {
        Positive = positive;
        Negative = negative;
    }

    /// <summary>N×N: same identity, another image.</summary>
    public torch.Tensor Positive { get; }

    /// <summary>N×N: another identity.</summary>
    public torch.Tensor Negative { get; }

    /// <summary>N: has a positive and a negative.</summary>
    public torch.Tensor ValidAnchors => Any(Positive).logical_and(Any(Negative));

    public static LabelMasks Of(torch.Tensor labels)
    {
        var same = labels.unsqueeze(1).eq(labels.unsqueeze(0));
        var self = Self(labels);
        return new LabelMasks(same.logical_and(self.logical_not()), same.logical_not());
    }

    /// <summary>N×N: the image itself.</summary>
    public static torch.Tensor Self(torch.Tensor labels) =>
        torch.eye(labels.shape[0], labels.shape[0], torch.ScalarType.Bool, labels.device);

    private static torch.Tensor Any(torch.Tensor mask) => mask.sum(1).gt(0);
}
