using TorchSharp;
using TorchSharp.Modules;

namespace ReId.Model.Tests.Training.Optimisation;

/// <summary>A body with a batch norm and a head, in float32.</summary>
internal sealed class SmallNetwork : torch.nn.Module<torch.Tensor, torch.Tensor>
{
    private readonly Part body = new(3, 4);
    private readonly Part head = new(4, 2);

    public SmallNetwork()
        : base(nameof(SmallNetwork)) => RegisterComponents();

    public override torch.Tensor forward(torch.Tensor input) => head.call(body.call(input));

    public Part Body => body;

    public Part Head => head;

    /// <summary>All parameters by name.</summary>
    public (string Name, Parameter Parameter)[] Named() => [.. named_parameters().Select(one => (one.name, one.parameter))];

    /// <summary>A linear layer and a batch norm whose shift never learns.</summary>
    internal sealed class Part : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly Parameter weight;
        private readonly Parameter scale;
        private readonly Parameter shift;
        private readonly torch.Tensor mean;
        private readonly torch.Tensor variance;

        public Part(long inputs, long outputs)
            : base(nameof(Part))
        {
            using var scope = torch.NewDisposeScope();
            weight = new Parameter(torch.randn([outputs, inputs]));
            scale = new Parameter(torch.ones(outputs));
            shift = new Parameter(torch.zeros(outputs), false);
            mean = torch.zeros(outputs);
            variance = torch.ones(outputs);
            RegisterComponents();
        }

        public torch.Tensor Mean => mean;

        public Parameter Weight => weight;

        public override torch.Tensor forward(torch.Tensor input) =>
            torch.nn.functional.batch_norm(torch.nn.functional.linear(input, weight), mean, variance, scale, shift, training);
    }
}
