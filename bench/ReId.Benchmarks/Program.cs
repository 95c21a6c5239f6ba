using BenchmarkDotNet.Running;
using ReId.Benchmarks;
using ReId.Benchmarks.Rounds;

// `rounds`: our side of bench/run, which drives it line by line. Anything else goes to BenchmarkDotNet.
if (args is ["rounds"])
{
    return RoundServer.Run(Console.In, Console.Out);
}

// `export BACKBONE FILE`: one random model in every form; `backbones`: their names.
if (args is ["export", var architecture, var file])
{
    ExportedModel.Write(architecture, file);
    return 0;
}

if (args is ["backbones"])
{
    Console.WriteLine(string.Join('\n', ReId.Model.Backbones.BackboneCatalog.All.Select(backbone => backbone.Name)));
    return 0;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
return 0;
