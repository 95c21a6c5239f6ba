using ReId.Model.Losses;
using ReId.Model.Losses.Options;
using ReId.Model.Losses.Triplets;
using ReId.Model.Miners;
using ReId.Model.Tests.Miners;

namespace ReId.Model.Tests.Losses.Contract;

/// <summary>Nothing is registered without a class that derives from its contract suite.</summary>
public class ContractCoverageTests
{
    [Fact]
    public void Every_loss_has_a_contract() =>
        Assert.Empty(LossCatalog.All.Select(kind => kind.Name).Except(LossContract.All().Select(one => one.Loss)));

    [Fact]
    public void Every_miner_has_a_contract() =>
        Assert.Empty(TripletMinerCatalog.Names.Except(TripletMinerContract.All().Select(one => one.Miner)));

    [Fact]
    public void Every_miner_and_choice_of_the_triplet_loss_has_a_contract()
    {
        var forms = LossContract.All().Where(one => one.Loss == TripletLoss.Kind.Name).Select(one => one.Form).ToArray();

        Assert.Empty(Names<TripletMining>().Except(forms.Select(form => form.GetValueOrDefault("miner", "semi_hard"))));
        Assert.Empty(Names<SemiHardChoice>().Except(forms.Select(form => form.GetValueOrDefault("choice", "random"))));
    }

    private static IEnumerable<string> Names<TEnum>()
        where TEnum : struct, Enum => Enum.GetNames<TEnum>().Select(LossOptionInfo.SnakeCase);
}
