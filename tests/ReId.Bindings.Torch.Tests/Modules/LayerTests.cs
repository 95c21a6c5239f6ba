using TorchSharp;
using static ReId.Bindings.Torch.Tests.Tensors.Expect;
using static TorchSharp.torch;

namespace ReId.Bindings.Torch.Tests.Modules;

public class LayerTests
{
    [Fact]
    public void A_convolution_slides_its_kernel()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Conv2d(1, 1, 2, 1, 0, bias: true);
        using (no_grad())
        {
            layer.weight.fill_(1);
            layer.bias!.fill_(10);
        }

        Values(layer.call(arange(9).@float().view(1, 1, 3, 3)), 18, 22, 30, 34);
        using var grouped = nn.Conv2d(2, 2, 3, bias: false, groups: 2);
        Assert.Null(grouped.bias);
        Assert.Equal([2L, 1L, 3L, 3L], grouped.weight.shape);
        Assert.Throws<NotSupportedException>(() => nn.Conv2d(1, 1, 2, paddingMode: PaddingModes.Reflect));
    }

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
    public void Fresh_weights_are_drawn_from_the_fan()
    {
        using var scope = NewDisposeScope();
        manual_seed(3);
        using var layer = nn.Linear(25, 40);

        Assert.Equal([40L, 25L], layer.weight.shape);
        Assert.All(layer.weight.data<float>().ToArray(), w => Assert.InRange(w, -0.2f, 0.2f));
        Assert.True(layer.weight.requires_grad && layer.weight.std().item<float>() > 0.1);
    }

    [Fact]
    public void A_linear_layer_multiplies_and_adds()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);
        using (no_grad())
        {
            layer.weight.copy_(Matrix(1, 2, 3, 4));
            layer.bias!.fill_(1);
        }

        Values(layer.call(Matrix(1, 2, 1, 2)), 12);
        using var bare = nn.Linear(2, 1, false);
        Assert.Null(bare.bias);
    }

    [Fact]
    public void Batch_normalisation_uses_the_batch_in_training_and_running_statistics_in_evaluation()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.BatchNorm1d(1);
        var x = Matrix(2, 1, 0, 2);

        Values(layer.call(x), -0.999995f, 0.999995f);
        Values(layer.running_mean, 0.1f);
        Values(layer.running_var, 1.1f);
        Assert.Equal(1, layer.num_batches_tracked.item<long>());
        layer.eval();
        Values(layer.call(x), -0.1f / MathF.Sqrt(1.10001f), 1.9f / MathF.Sqrt(1.10001f));
        layer.reset_running_stats();
        Values(layer.running_mean, 0);
        Values(layer.running_var, 1);
        Values(layer.weight, 1);
        Values(layer.bias, 0);
    }

    [Fact]
    public void Batch_normalisation_of_images_is_per_channel()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.BatchNorm2d(2);
        layer.eval();
        layer.running_mean.copy_(Vector(1, 2));

        Values(layer.call(ones([1, 2, 1, 2])), 0, 0, -0.999995f, -0.999995f);
        Assert.Equal((2L, 2L, 2L), (layer.weight.numel(), layer.bias.numel(), layer.running_var.numel()));
        layer.reset_running_stats();
        Assert.Equal(0, layer.num_batches_tracked.item<long>());
    }

    [Fact]
    public void Pools_look_through_a_window()
    {
        using var scope = NewDisposeScope();
        var x = arange(16).@float().view(1, 1, 4, 4);

        Values(nn.MaxPool2d(2).call(x), 5, 7, 13, 15);
        Values(nn.functional.max_pool2d(x, 2, 2), 5, 7, 13, 15);
        Values(nn.functional.max_pool2d(x, [2, 2]), 5, 7, 13, 15);
        Values(nn.AvgPool2d(2).call(x), 2.5f, 4.5f, 10.5f, 12.5f);
        Values(nn.functional.avg_pool2d(x, 2), 2.5f, 4.5f, 10.5f, 12.5f);
        Values(nn.functional.avg_pool2d(x, [2, 2], [2, 2]), 2.5f, 4.5f, 10.5f, 12.5f);
        Values(nn.AdaptiveAvgPool2d(1).call(x), 7.5f);
        Values(nn.functional.adaptive_avg_pool2d(x, 1), 7.5f);
        Values(nn.functional.adaptive_avg_pool2d(x, [1, 2]), 6.5f, 8.5f);
        Assert.Throws<NotSupportedException>(() => nn.AvgPool2d(2, divisor_override: 3));
    }

    [Fact]
    public void Activations()
    {
        using var scope = NewDisposeScope();

        Values(nn.ReLU().call(Vector(-1, 2)), 0, 2);
        Values(nn.Sigmoid().call(Vector(0)), 0.5f);
        Values(nn.Identity().call(Vector(3)), 3);
        Values(nn.functional.relu(Vector(-1, 2)), 0, 2);
        Values(nn.functional.relu(Vector(-1, 2), true), 0, 2);
        Assert.Equal(("ReLU", "Sigmoid"), (nn.ReLU().GetName(), nn.Sigmoid().GetName()));
        var x = Vector(-1, 2);
        using var inPlace = nn.ReLU(true);
        Values(inPlace.call(x), 0, 2);
        Values(x, 0, 2);
    }

    [Fact]
    public void The_functional_forms_agree()
    {
        using var scope = NewDisposeScope();
        var x = arange(9).@float().view(1, 1, 3, 3);

        Values(nn.functional.conv2d(x, ones([1, 1, 2, 2])), 8, 12, 20, 24);
        Values(nn.functional.linear(Matrix(1, 2, 1, 2), Matrix(1, 2, 3, 4), Vector(1)), 12);
        Values(nn.functional.batch_norm(Matrix(1, 1, 3), Vector(1), Vector(4), null, null, false, 0.1, 0), 1);
    }
}
