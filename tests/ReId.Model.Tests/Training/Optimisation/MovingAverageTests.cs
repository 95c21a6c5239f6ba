using ReId.Contracts;
using ReId.Model.Training.Optimisation;
using TorchSharp;

namespace ReId.Model.Tests.Training.Optimisation;

public class MovingAverageTests
{
    private const double Decay = 0.3;

    [Fact]
    public void Weights_and_statistics_are_averaged_by_the_formula()
    {
        using var network = new SmallNetwork();
        Fill(network, 1);
        using var average = new MovingAverage(network, Decay);
        var expected = 1.0;
        for (var n = 1; n <= 6; n++)
        {
            Fill(network, n * n);
            average.Update();
            var decay = Math.Min(Decay, (1.0 + n) / (10 + n));
            expected = (decay * expected) + ((1 - decay) * n * n);
        }

        using (average.Swap())
        {
            Assert.Equal(expected, First(network.Body.Weight), 1e-4);
            Assert.Equal(expected, First(network.Body.Mean), 1e-4);
        }

        Assert.Equal(36, First(network.Body.Weight));
        Assert.Equal(36, First(network.Body.Mean));
    }

    [Fact]
    public void A_restored_average_continues_exactly()
    {
        using var network = new SmallNetwork();
        using var whole = new MovingAverage(network, Decay);
        Fill(network, 4);
        whole.Update();
        using var resumed = new MovingAverage(network, Decay);
        resumed.Load(whole.State());
        Fill(network, 7);
        whole.Update();
        resumed.Update();

        foreach (var (name, tensor) in whole.State())
        {
            Assert.True(tensor.allclose(resumed.State()[name], 0, 0), name);
        }
    }

    [Fact]
    public void Nothing_is_averaged_while_the_average_stands_in_the_network()
    {
        using var network = new SmallNetwork();
        using var average = new MovingAverage(network, Decay);
        var swapped = average.Swap();

        Assert.Throws<InvalidOperationException>(average.Update);
        Assert.Throws<InvalidOperationException>(average.Swap);
        swapped.Dispose();
        swapped.Dispose();
        average.Update();
    }

    [Fact]
    public void A_wrong_decay_or_state_is_refused()
    {
        using var network = new SmallNetwork();
        using var average = new MovingAverage(network, Decay);

        Assert.Throws<ReIdException>(() => new MovingAverage(network, 1));
        var message = Assert.Throws<ReIdException>(() => average.Load(new Dictionary<string, torch.Tensor>())).Message;
        Assert.Equal("The moving average does not fit: 'body.weight' is missing or of another shape.", message);
    }

    private static double First(torch.Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return (double)tensor.detach().flatten().select(0, 0);
    }

    private static void Fill(SmallNetwork network, double value)
    {
        using var noGrad = torch.no_grad();
        foreach (var tensor in network.parameters().Concat(network.buffers()))
        {
            tensor.fill_(value);
        }
    }
}
