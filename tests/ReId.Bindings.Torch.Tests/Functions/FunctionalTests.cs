using static ReId.Bindings.Torch.Tests.Tensors.Expect;
using static TorchSharp.torch;

namespace ReId.Bindings.Torch.Tests.Functions;

public class FunctionalTests
{
    [Fact]
    public void Instance_normalisation_sees_one_picture_and_one_channel_at_a_time()
    {
        using var scope = NewDisposeScope();
        var input = tensor([1f, 3, 10, 30, 0, 2, 5, 5], [2, 2, 1, 2]).requires_grad_();

        var output = nn.functional.instance_norm(input, weight: Vector(1, 2), bias: Vector(0, 1), eps: 0);

        Values(output.narrow(0, 0, 1), -1, 1, -1, 3);
        (output * output).sum().backward();
        Assert.Equal([2L, 2L, 1L, 2L], input.grad()!.shape);
    }

    [Fact]
    public void Pools_look_through_a_window()
    {
        using var scope = NewDisposeScope();
        var x = arange(16).@float().view(1, 1, 4, 4);

        Values(nn.functional.max_pool2d(x, 2, 2), 5, 7, 13, 15);
        Values(nn.functional.max_pool2d(x, [2, 2]), 5, 7, 13, 15);
        Values(nn.functional.avg_pool2d(x, 2), 2.5f, 4.5f, 10.5f, 12.5f);
        Values(nn.functional.avg_pool2d(x, [2, 2], [2, 2]), 2.5f, 4.5f, 10.5f, 12.5f);
    }

    [Fact]
    public void Activations()
    {
        using var scope = NewDisposeScope();

        Values(nn.functional.relu(Vector(-1, 2)), 0, 2);
        var x = Vector(-1, 2);
        Values(nn.functional.relu(x, true), 0, 2);
        Values(x, 0, 2);
    }

    [Fact]
    public void Batch_normalisation_in_training_moves_the_running_statistics()
    {
        using var scope = NewDisposeScope();
        var (mean, variance) = (zeros(1), ones(1));

        Values(nn.functional.batch_norm(Matrix(2, 1, 0, 2), mean, variance, training: true), -0.999995f, 0.999995f);

        Values(mean, 0.1f);
        Values(variance, 1.1f);
    }

    [Fact]
    public void Convolution_linear_and_normalisation_have_their_values()
    {
        using var scope = NewDisposeScope();
        var x = arange(9).@float().view(1, 1, 3, 3);

        Values(nn.functional.conv2d(x, ones([1, 1, 2, 2])), 8, 12, 20, 24);
        Values(nn.functional.linear(Matrix(1, 2, 1, 2), Matrix(1, 2, 3, 4), Vector(1)), 12);
        Values(nn.functional.batch_norm(Matrix(1, 1, 3), Vector(1), Vector(4), null, null, false, 0.1, 0), 1);
        Values(nn.functional.conv2d(ones([1, 2, 1, 1]), tensor([3f, 5], [2, 1, 1, 1]), Vector(10, 20), groups: 2), 13, 25);
    }
}
