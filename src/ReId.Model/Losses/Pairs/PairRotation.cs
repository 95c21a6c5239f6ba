using TorchSharp;

namespace ReId.Model.Losses.Pairs;

/// <summary>
/// The images of each identity that has a pair, taking turns in the order of the batch; identities stand in the order of
/// their first image. Found with masks on the device of the labels; the host learns only how many identities and rounds there are.
/// </summary>
internal sealed class PairRotation
{
    private readonly torch.Tensor _members;
    private readonly torch.Tensor _places;
    private readonly torch.Tensor _sizes;

    private PairRotation(torch.Tensor members, torch.Tensor places, torch.Tensor sizes)
    {
        (_members, _places, _sizes) = (members, places, sizes);
        Rounds = sizes.shape[0] == 0 ? 1 : (int)sizes.max().item<long>();
    }

    /// <summary>Images of the largest identity: after so many rounds each image has had its turn. 1 without identities.</summary>
    public int Rounds { get; }

    public static PairRotation Of(torch.Tensor labels)
    {
        var rows = torch.arange(labels.shape[0], torch.ScalarType.Int64, labels.device);
        var same = labels.unsqueeze(1).eq(labels.unsqueeze(0));
        var places = same.logical_and(rows.unsqueeze(1) > rows.unsqueeze(0)).sum(1);
        var sizes = same.sum(1);
        var first = rows.masked_select(places.eq(0L).logical_and(sizes.gt(1L)));
        return new PairRotation(same.index_select(0, first), places, sizes.index_select(0, first));
    }

    /// <summary>The row of each identity's image whose turn it is, int64; those with fewer images begin again.</summary>
    /// <param name="round">From 0.</param>
    public torch.Tensor Images(int round)
    {
        var turn = torch.full([1], round, torch.ScalarType.Int64, _sizes.device);
        turn = turn - (turn.div(_sizes, torch.RoundingMode.floor) * _sizes);
        var chosen = _members.logical_and(_places.unsqueeze(0).eq(turn.unsqueeze(1)));
        return chosen.to_type(torch.ScalarType.Int64).argmax(1);
    }
}
